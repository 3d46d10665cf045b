# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = '../Microsoft.Graph/Microsoft.Graph.psm1'
    ModuleVersion = '3.9.0'
    GUID = 'd7bb9388-ca8f-ce56-5cef-54c9af1d670b'
    Author = 'fblab'
    Description = 'The directory of the tenant as Microsoft Graph names it, on a lab.'
    FunctionsToExport = @(
        'Connect-MgGraph'
        'ConvertTo-MgKey'
        'ConvertTo-MgPrincipal'
        'ConvertTo-MgUser'
        'Disconnect-MgGraph'
        'Get-MgApplication'
        'Get-MgContext'
        'Get-MgServicePrincipal'
        'Get-MgServicePrincipalAppRoleAssignment'
        'Get-MgUser'
        'New-MgServicePrincipal'
        'New-MgServicePrincipalAppRoleAssignment'
        'Remove-MgServicePrincipal'
        'Remove-MgServicePrincipalAppRoleAssignment'
        'Reset-MgUserAuthenticationMethodPassword'
        'Set-MgServicePrincipalAppRoleAssignment'
        'Test-MgFilter'
        'Update-MgServicePrincipal'
        'Update-MgUser'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
