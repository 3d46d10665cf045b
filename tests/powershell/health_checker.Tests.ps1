# SPDX-License-Identifier: MIT
# HealthChecker's Invoke-AnalyzerHybridInformation of microsoft/CSS-Exchange, dot-sourced from the checkout that FBLAB_CSS_EXCHANGE
# names, on what its data collection would have got from the cmdlets.

BeforeAll {
    . "$env:FBLAB_CSS_EXCHANGE/Diagnostics/HealthChecker/Analyzer/Invoke-AnalyzerHybridInformation.ps1"

    # The lines that it would print: name, details, colour.
    function Get-Analysis {
        $server = Get-ExchangeServer EX01
        $analyzedResults = [pscustomobject]@{ DisplayResults = @{}; HtmlServerValues = @{} } # its callees read it by this name
        $collected = [pscustomobject]@{
            OrganizationInformation = [pscustomobject]@{
                GetHybridConfiguration = Get-HybridConfiguration
                GetPartnerApplication  = Get-PartnerApplication
                GetAuthServer          = Get-AuthServer
                GetSettingOverride     = Get-SettingOverride
            }
            ExchangeInformation     = [pscustomobject]@{
                GetExchangeServer       = $server
                BuildInformation        = [pscustomobject]@{
                    VersionInformation = [pscustomobject]@{ BuildVersion = [version]('{0}.{1}' -f ([regex]::Matches(
                                    "$($server.AdminDisplayVersion)", '\d+\.\d+').Value)) }
                }
                ExchangeCustomConnector = Get-SendConnector | ForEach-Object {
                    [pscustomobject]@{
                        Name               = $_.Name
                        Enabled            = $true
                        TransportRole      = 'FrontendTransport'
                        CloudEnabled       = $_.CloudServicesMailEnabled
                        ConnectorType      = 'Send'
                        CertificateDetails = [pscustomobject]@{ CertificateMatchDetected = $true; GoodTlsCertificateSyntax = $true }
                    }
                }
            }
        }
        Invoke-AnalyzerHybridInformation -AnalyzeResults ([ref]$analyzedResults) -HealthServerObject $collected -Order 1
        $analyzedResults.DisplayResults.Values | ForEach-Object { $_ }
    }
}

Describe 'Invoke-AnalyzerHybridInformation' {
    BeforeAll { $lines = @(Get-Analysis) }
    It 'sees a hybrid organisation' {
        ($lines | Where-Object Name -EQ 'Hybrid Configuration Detected').DisplayValue | Should -Be 'True'
        ($lines | Where-Object Name -EQ 'OAuth between Exchange Server and Exchange Online').DisplayValue | Should -Be 'True'
    }
    It 'reads the configuration of the wizard' {
        $values = $lines.DisplayValue | ForEach-Object { "$_" }
        $values | Should -Contain 'contoso.com'
        $values | Should -Contain 'FreeBusy'
        ($lines | Where-Object Name -EQ 'TLS Certificate Name').DisplayValue | Should -BeLike '<I>*<S>*'
    }
    It 'finds nothing red' { $lines | Where-Object WriteType -EQ 'Red' | ForEach-Object DisplayValue | Should -BeNullOrEmpty }
    It 'misses OAuth where the partner application is off' {
        Set-PartnerApplication 'Exchange Online' -Enabled $false
        $found = @(Get-Analysis) | Where-Object Name -EQ 'OAuth between Exchange Server and Exchange Online'
        Set-PartnerApplication 'Exchange Online' -Enabled $true
        $found.DisplayValue | Should -Be 'False'
    }
}
