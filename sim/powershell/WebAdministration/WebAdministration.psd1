# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = 'WebAdministration.psm1'
    ModuleVersion = '3.9.0'
    GUID = '048cf921-ae16-31fb-44ab-45723a68752e'
    Author = 'fblab'
    Description = 'Application pools of the Exchange server, on a lab.'
    FunctionsToExport = @(
        'Get-IISAppPool'
        'Restart-WebAppPool'
        'Start-WebAppPool'
        'Stop-WebAppPool'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
