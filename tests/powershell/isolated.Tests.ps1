# SPDX-License-Identifier: MIT
# Under --isolated: a script that asks the real names at the real ports, and for the name of the machine.

Describe 'an isolated PowerShell' {
    It 'asks <_>' -ForEach 'https://autodiscover.contoso.com/autodiscover/autodiscover.svc', 'https://mail.contoso.com/EWS/Exchange.asmx',
    'https://outlook.office365.com/EWS/Exchange.asmx' {
        $answer = Invoke-WebRequest $_ -SkipHttpErrorCheck
        $answer.StatusCode | Should -Be 401
        $answer.Headers['WWW-Authenticate'] -join ' ' | Should -BeLike '*Bearer*'
    }
    It 'asks the front door as a user' {
        $password = ConvertTo-SecureString $env:FBLAB_PASSWORD -AsPlainText -Force
        $answer = Invoke-WebRequest $env:FBLAB_EWS_URL -Authentication Basic -Credential ([pscredential]::new($env:FBLAB_USER, $password))
        $answer.StatusCode | Should -Be 200
    }
    It 'finds no other name' { { Invoke-WebRequest https://www.example.org/ } | Should -Throw '*not known*' }
    It 'is called as the server, for programs, too' {
        /bin/sh -c 'uname -n' | Should -Be EX01
        [System.Environment]::MachineName | Should -Be EX01
        hostname | Should -Be EX01
    }
    It 'has the cmdlets' { (Get-Mailbox joe).Alias | Should -Be joe }
}
