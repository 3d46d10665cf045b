# SPDX-License-Identifier: MIT
# What customers are asked to run and to send in: Collect-DAUTHTroubleshootingLogs.ps1 of DrummerViking/tools, unmodified, from the folder
# that FBLAB_COLLECT_FB_LOGS names. A drive C and the one function of PSFramework that it calls stand in for Windows.

BeforeAll {
    $script:root = Join-Path $TestDrive drive
    foreach ($folder in 'TEMP/MSlogs', 'modules/PSFramework') { $null = New-Item -ItemType Directory (Join-Path $root $folder) }
    foreach ($other in 'temp', 'Temp') { $null = New-Item -ItemType SymbolicLink (Join-Path $root $other) -Target (Join-Path $root TEMP) }
    $null = New-Item -ItemType SymbolicLink (Join-Path $root TEMP/MSLogs) -Target (Join-Path $root TEMP/MSlogs)
    'function Write-PSFHostColor($String, $DefaultColor) { $String }' | Set-Content (Join-Path $root modules/PSFramework/PSFramework.psm1)
    $env:PSModulePath += [System.IO.Path]::PathSeparator + (Join-Path $root modules)
    Import-Module PSFramework -Global
    $null = New-PSDrive -Name C -PSProvider FileSystem -Root $root -Scope Global
    function global:Get-Credential { [pscredential]::new('admin', (ConvertTo-SecureString x -AsPlainText -Force)) }
    $script:here = Get-Location
    $global:Error.Clear()
    $script:printed = & "$env:FBLAB_COLLECT_FB_LOGS/Collect-DAUTHTroubleshootingLogs.ps1" -OnpremisesUser joe@contoso.com -CloudUser ann@contoso.com 6>&1
    $script:errors = @($global:Error)
    Set-Location $here
    Expand-Archive (Join-Path $root TEMP/MSlogs/loggingFiles.zip) (Join-Path $root collected)
}

AfterAll { Remove-PSDrive C -Force }

Describe 'Collect-DAUTHTroubleshootingLogs' {
    It 'comes to its end' { "$printed" | Should -BeLike '*Please collect*loggingFiles.zip*' }
    It 'meets no error' { $errors | Should -BeNullOrEmpty }
    It 'collects <_>' -ForEach 'OnPrem_FedTrust', 'OnPrem_FedOrgID', 'OnPrem_OrgRel', 'OnPrem_EWSVdir', 'OnPrem_AutodVdir', 'OnPrem_RemoteMBX',
    'OnPrem_OnPremisesMBX', 'OnPrem_TestFedTrust', 'OnPrem_TestFedTrustCert', 'OnPrem_AvailAddrSpc', 'OnPrem_SharingPolicy',
    'OnPrem_ReceiveConnectors', 'OnPrem_SendConnectors', 'Cloud_FedTrust', 'Cloud_FedOrgID', 'Cloud_OrgRel', 'Cloud_OnPremisesMBX', 'Cloud_MBX',
    'Cloud_SharingPolicy', 'Cloud_InboundConnectors', 'Cloud_OutboundConnectors', 'Cloud_FedInfo' {
        Import-Clixml (Join-Path $root "collected/*.$_.xml") | Should -Not -BeNullOrEmpty
    }
    It 'collects what can be read afterwards' {
        (Import-Clixml (Join-Path $root 'collected/*.OnPrem_OrgRel.xml')).TargetAutodiscoverEpr.OriginalString |
            Should -Contain 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc/WSSecurity'
    }
}
