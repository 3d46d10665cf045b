# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = 'Microsoft.Graph.psm1'
    ModuleVersion = '3.9.0'
    GUID = '16469270-d387-1b6a-22ed-bc6a9466af86'
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
