# SPDX-License-Identifier: MIT
# The transcript that a support engineer collects, on both sides: transcript.tsv has a line for each command. tests/cli/transcript_test.py
# types the same at fblab shell.

BeforeDiscovery {
    $lines = Get-Content (Join-Path $PSScriptRoot transcript.tsv) | Where-Object { $_ -and $_ -notlike '#*' } | ForEach-Object {
        $fields = $_ -split "`t"
        @{ Place = $fields[0]; Line = $fields[1] }
    }
    $places = $lines | Group-Object { $_.Place } | ForEach-Object { @{ Place = $_.Name; Lines = $_.Group } }
}

Describe 'at <Place>' -ForEach $places {
    # In Exchange Online the cmdlets have no prefix: those of the premises are behind them until the connection ends.
    BeforeAll {
        Import-Module ExchangeManagementShell
        $FormatEnumerationLimit = -1
        if ($Place -eq 'exo') { Connect-ExchangeOnline }
    }
    AfterAll { if ($Place -eq 'exo') { Disconnect-ExchangeOnline -Confirm:$false } }
    It '<Line>' -ForEach $Lines {
        $global:Error.Clear()
        $printed = Invoke-Expression $Line 4>&1 | Out-String
        $global:Error | Should -BeNullOrEmpty
        $printed.Trim() | Should -Not -BeNullOrEmpty
    }
}

Describe 'a transcript in a file' {
    It 'has what was typed' {
        $file = Join-Path $TestDrive transcript.txt
        Start-Transcript $file
        Get-IntraOrganizationConnector | fl | Out-Host
        Stop-Transcript
        Get-Content $file -Raw | Should -BeLike '*DiscoveryEndpoint*autodiscover-s.outlook.com*'
    }
}
