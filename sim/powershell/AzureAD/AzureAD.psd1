# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = 'AzureAD.psm1'
    ModuleVersion = '3.9.0'
    GUID = '5cef1d45-5bf4-6057-62bb-ed4bac4f859b'
    Author = 'fblab'
    Description = 'The directory of the tenant as Azure AD PowerShell names it, on a lab.'
    FunctionsToExport = @(
        'Connect-AzureAD'
        'Get-AzureADUser'
        'Set-AzureADUser'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
