# SPDX-License-Identifier: MIT
# The directory of the tenant, as Azure AD PowerShell names it.

Import-Module FblabLab -Global

. ([scriptblock]::Create((Get-LabFunctions -Place msol -Name (Get-LabCmdlet msol | Where-Object name -Like '*-AzureAD*').name)))

<#
.SYNOPSIS
Nobody is asked for a password.
#>
function Connect-AzureAD {
    [CmdletBinding()]
    param([pscredential] $Credential, [string] $TenantId, [string] $AccountId)
    Write-Warning 'AzureAD is retired: Connect-MgGraph of Microsoft Graph PowerShell takes its place.'
}

Export-ModuleMember -Function *-AzureAD*
