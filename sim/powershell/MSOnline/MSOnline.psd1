# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = 'MSOnline.psm1'
    ModuleVersion = '3.9.0'
    GUID = 'b91af14e-e91c-0d67-2363-e8ff2ade6f1d'
    Author = 'fblab'
    Description = 'The directory of the tenant as MSOnline names it, on a lab.'
    FunctionsToExport = @(
        'Connect-MsolService'
        'Get-MsolApplication'
        'Get-MsolCompany'
        'Get-MsolServicePrincipal'
        'Get-MsolServicePrincipalCredential'
        'Get-MsolUser'
        'New-MsolApplication'
        'New-MsolCompany'
        'New-MsolServicePrincipal'
        'New-MsolServicePrincipalCredential'
        'New-MsolUser'
        'Remove-MsolApplication'
        'Remove-MsolCompany'
        'Remove-MsolServicePrincipal'
        'Remove-MsolServicePrincipalCredential'
        'Remove-MsolUser'
        'Set-MsolApplication'
        'Set-MsolCompany'
        'Set-MsolServicePrincipal'
        'Set-MsolServicePrincipalCredential'
        'Set-MsolUser'
        'Set-MsolUserPassword'
        'Set-MsolUserPrincipalName'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
