# SPDX-License-Identifier: MIT
# The directory synchronisation server.

Import-Module FblabLab -Global

. ([scriptblock]::Create((Get-LabFunctions -Place sync -Name (Get-LabCmdlet sync | Where-Object name -Like '*-ADSync*').name)))

Export-ModuleMember -Function *-ADSync*
