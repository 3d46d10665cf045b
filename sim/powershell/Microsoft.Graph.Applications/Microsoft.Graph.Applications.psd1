# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = '../Microsoft.Graph/Microsoft.Graph.psm1'
    ModuleVersion = '3.9.0'
    GUID = '11967817-b376-fb89-8cad-be13f7e3caa4'
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
