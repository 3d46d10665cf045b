# SPDX-License-Identifier: MIT
# The organisation of 2025, as newer scripts look for it: an authorization server EvoSts - <guid> beside ACS, the dedicated application, and a
# test of OAuth that is well.

Describe 'an organisation of 2025' {
    It 'has an EvoSts beside ACS' {
        $servers = Get-AuthServer
        @($servers | Where-Object { "$($_.Type)" -eq 'AzureAD' -and $_.Name -match '^EvoSts - [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }).Count |
            Should -Be 1
        @($servers | Where-Object { "$($_.Type)" -eq 'MicrosoftACS' -and $_.Name -like 'ACS - *' }).Count | Should -Be 1
        ($servers | Where-Object Name -Like '*evoSTS*').ApplicationIdentifier | Should -Not -BeNullOrEmpty
    }
    It 'has the override' {
        $override = Get-SettingOverride | Where-Object SectionName -EQ ExchangeOnpremAsThirdPartyAppId
        $override.ComponentName, "$($override.Parameters)" | Should -Be 'Global', 'Enabled=true'
    }
    It 'is well by Test-OAuthConnectivity, <_>' -ForEach 'EWS', 'AutoD' {
        $address = @{ EWS = 'https://outlook.office365.com/EWS/Exchange.asmx'; AutoD = 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc' }[$_]
        "$((Test-OAuthConnectivity -Service $_ -TargetUri $address -Mailbox joe@contoso.com).ResultType)" | Should -Be Success
    }
    It 'is not, when the override is gone' {
        Get-SettingOverride | Where-Object SectionName -EQ ExchangeOnpremAsThirdPartyAppId | Remove-SettingOverride -Confirm:$false
        "$((Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com/EWS/Exchange.asmx -Mailbox joe@contoso.com).ResultType)" |
            Should -Be Error
    }
}
