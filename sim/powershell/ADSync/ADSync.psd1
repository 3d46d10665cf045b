# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = 'ADSync.psm1'
    ModuleVersion = '3.9.0'
    GUID = 'd6d906a1-16e9-8ac0-db04-488324e369d7'
    Author = 'fblab'
    Description = 'The directory synchronisation server, on a lab.'
    FunctionsToExport = @(
        'Set-ADSyncAADPasswordSyncConfiguration'
        'Start-ADSyncSyncCycle'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
