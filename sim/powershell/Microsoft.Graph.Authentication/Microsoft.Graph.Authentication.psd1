# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = '../Microsoft.Graph/Microsoft.Graph.psm1'
    ModuleVersion = '3.9.0'
    GUID = '69ad5b81-2eb3-1957-e300-03bb41e278b2'
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
