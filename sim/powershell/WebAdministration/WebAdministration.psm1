# SPDX-License-Identifier: MIT
# Application pools of IIS on the Exchange server.

Import-Module FblabLab -Global

$names = 'Start-WebAppPool', 'Stop-WebAppPool', 'Restart-WebAppPool', 'Get-IISAppPool'
. ([scriptblock]::Create((Get-LabFunctions -Place server -Name $names)))

Export-ModuleMember -Function $names
