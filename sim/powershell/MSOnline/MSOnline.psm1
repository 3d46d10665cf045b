# SPDX-License-Identifier: MIT
# The directory of the tenant, as MSOnline names it.

Import-Module FblabLab -Global

. ([scriptblock]::Create((Get-LabFunctions -Place msol -Name (Get-LabCmdlet msol | Where-Object name -Like '*-Msol*').name)))

<#
.SYNOPSIS
Nobody is asked for a password.
#>
function Connect-MsolService {
    [CmdletBinding()]
    param([pscredential] $Credential, [string] $AzureEnvironment)
    Write-Warning 'MSOnline is retired: Connect-MgGraph of Microsoft Graph PowerShell takes its place.'
}

Export-ModuleMember -Function *-Msol*
