# SPDX-License-Identifier: MIT
# The directory on the premises.

Import-Module FblabLab -Global

$names = 'Get-ADUser', 'New-ADUser', 'Remove-ADUser', 'Get-ADObject', 'Get-ADDomain', 'Get-ADForest'
. ([scriptblock]::Create((Get-LabFunctions -Place onprem -Name $names)))

Export-ModuleMember -Function $names
