# SPDX-License-Identifier: MIT
# The modules: what loads by itself, objects and their types, pipelines, errors, warnings, files of the server, and what a tool may
# not do.

Describe 'the management shell of the premises' {
    It 'loads by itself' { (Get-Mailbox joe).Alias | Should -Be 'joe' }
    It 'gives addresses with their parts' {
        $address = (Get-Mailbox joe).PrimarySmtpAddress
        $address.Address, $address.Domain, $address.Local | Should -Be 'joe@contoso.com', 'contoso.com', 'joe'
        $address | Should -BeLike '*@contoso.com'
        "$address" | Should -Be 'joe@contoso.com'
        $address -eq 'JOE@contoso.com' | Should -BeTrue
    }
    It 'gives proxy addresses with their parts' {
        (Get-RemoteMailbox ann).RemoteRoutingAddress.SmtpAddress | Should -Be 'ann@contoso.mail.onmicrosoft.com'
        @((Get-Mailbox joe).EmailAddresses | Where-Object IsPrimaryAddress).SmtpAddress | Should -Be 'joe@contoso.com'
    }
    It 'gives lists that can be asked' {
        $connector = Get-IntraOrganizationConnector
        $connector.TargetAddressDomains -contains 'contoso.mail.onmicrosoft.com' | Should -BeTrue
        $connector.TargetAddressDomains.Domain | Should -Be 'contoso.mail.onmicrosoft.com'
        $connector.Enabled | Should -BeOfType [bool]
    }
    It 'gives URLs, dates and certificates' {
        $trust = Get-FederationTrust
        $trust.TokenIssuerEpr.AbsoluteUri | Should -Be 'https://login.microsoftonline.com/extSTS.srf'
        $trust.ApplicationUri.OriginalString | Should -Be 'FYDIBOHF25SPDLT.contoso.com'
        $trust.OrgCertificate.NotAfter | Should -BeGreaterThan (Get-Date)
        (Get-ExchangeCertificate)[0].NotAfter | Should -BeOfType [datetime]
    }
    It 'finds an object that came through a pipe' {
        Get-FederationTrust | Set-FederationTrust -RefreshMetadata
        Get-Mailbox joe | Get-MailboxCalendarConfiguration | Select-Object -ExpandProperty WorkingHoursTimeZone | Should -Be 'UTC'
    }
    It 'changes a list with @{add=...}' {
        Set-OrganizationRelationship 'On-premises to O365*' -DomainNames @{ add = 'fabrikam.com' }
        (Get-OrganizationRelationship 'On-premises to O365*').DomainNames.Domain | Should -Contain 'fabrikam.com'
        Set-OrganizationRelationship 'On-premises to O365*' -DomainNames @{ remove = 'fabrikam.com' }
    }
    It 'says what it would do' {
        Set-Mailbox joe -AccountDisabled $true -WhatIf
        (Get-Mailbox joe).AccountDisabled | Should -BeFalse
    }
    It 'refuses as PowerShell does' {
        { Get-Mailbox nobody -ErrorAction Stop } | Should -Throw "*couldn't be found*" -ErrorId 'ManagementObjectNotFoundException*'
        Get-Mailbox nobody -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        { Get-Mailbox -Nonsense } | Should -Throw -ErrorId 'NamedParameterNotFound*'
    }
    It 'warns' {
        Set-AuthServer ACS* -IssuerIdentifier x -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike '*go on with the old IssuerIdentifier*'
        Set-AuthServer ACS* -IssuerIdentifier 00000001-0000-0000-c000-000000000000 -WarningAction SilentlyContinue
    }
    It 'survives quotes' {
        { Get-Mailbox "a'b; Remove-Mailbox joe #" -ErrorAction Stop } | Should -Throw "*a'b; Remove-Mailbox joe #*"
        Get-Mailbox joe | Should -Not -BeNullOrEmpty
    }
    It 'exports what it gives' {
        $file = Join-Path $TestDrive mailboxes
        Get-Mailbox | Export-Csv $file
        (Import-Csv $file)[0].PrimarySmtpAddress | Should -Be 'joe@contoso.com'
        (Import-Csv $file)[0].EmailAddresses | Should -Be 'SMTP:joe@contoso.com smtp:joe@contoso.mail.onmicrosoft.com'
        Get-Mailbox | Export-Clixml $file
        (Import-Clixml $file)[0].Alias | Should -Be 'joe'
        (Get-Mailbox joe | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue | ConvertFrom-Json).Alias | Should -Be 'joe'
    }
    It 'has what scripts take for the sign of it' {
        (Get-EventLogLevel | Select-Object -First 1).GetType().Name | Should -Be 'EventCategoryObject'
        hostname | Should -Be 'EX01'
        Test-Path 'HKLM:\SOFTWARE\Microsoft\ExchangeServer\v15\Setup' | Should -BeFalse
    }
    It 'reads files of the server, and those of this machine' {
        { Get-Content 'C:\nowhere.txt' -ErrorAction Stop } | Should -Throw '*does not exist*'
        Get-ChildItem C:\inetpub -ErrorAction SilentlyContinue
        $file = Join-Path $TestDrive here.txt
        'one', 'two' | Set-Content $file
        Get-Content $file | Select-Object -Last 1 | Should -Be 'two'
        Get-Content $file -Raw | Should -BeLike "one*two*"
        Get-Content -LiteralPath $file -Encoding utf8 -Tail 1 | Should -Be 'two'
        (Get-ChildItem $TestDrive -File).Name | Should -Contain 'here.txt'
        Get-ChildItem $TestDrive -Directory -Recurse | Where-Object Name -EQ here.txt | Should -BeNullOrEmpty
        Get-Item $file | Get-Content -TotalCount 1 | Should -Be 'one'
        'a', 'b' | Select-String b | Should -Not -BeNullOrEmpty
    }
    It 'asks the network of the servers' {
        (Resolve-DnsName mail.contoso.com).Name | Should -Contain 'mail.contoso.com'
        Get-Service | Should -Not -BeNullOrEmpty
    }
    It 'has the authorization server of its time, by both of its names' {
        (Get-AuthServer ACS*).Name | Should -Match '^ACS - [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        (Get-AuthServer WindowsAzureACS).Name | Should -Be (Get-AuthServer | Where-Object { "$($_.Type)" -eq 'MicrosoftACS' }).Name
        Get-AuthServer | Where-Object Name -Like 'EvoSts*' | Where-Object Enabled | Should -BeNullOrEmpty
    }
    It 'shows no key and no password' {
        (Get-ExchangeCertificate | ConvertTo-Json -Depth 3) -match 'KeyFile' | Should -BeFalse
    }
}

Describe 'other modules' {
    It 'connects to Exchange Online, with a prefix' {
        Connect-ExchangeOnline -Prefix EO
        (Get-EOMailbox ann).PrimarySmtpAddress | Should -BeOfType [string]
        (Get-ConnectionInformation).State | Should -Be 'Connected'
        (Get-Mailbox joe).Alias | Should -Be 'joe'
        Disconnect-ExchangeOnline -Confirm:$false
        Get-ConnectionInformation | Should -BeNullOrEmpty
        Get-Command Get-EOMailbox -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
    It 'finds <_>' -ForEach 'ExchangeOnlineManagement', 'ActiveDirectory', 'ADSync', 'WebAdministration', 'MSOnline', 'AzureAD', 'Microsoft.Graph',
    'Microsoft.Graph.Authentication', 'Microsoft.Graph.Applications', 'Microsoft.Graph.Users' {
        Import-Module $_ -PassThru -DisableNameChecking | Should -Not -BeNullOrEmpty
    }
    It 'knows accounts of the directory' { (Get-ADUser ann).UserPrincipalName | Should -Be 'ann@contoso.com' }
    It 'knows users of the tenant' {
        (Get-MsolUser -UserPrincipalName ann@contoso.com).ImmutableId | Should -Not -BeNullOrEmpty
        (Get-MgUser -UserId ann@contoso.com).UserPrincipalName | Should -Be 'ann@contoso.com'
        (Get-MgUser -Filter "userPrincipalName eq 'ann@contoso.com'").UserPrincipalName | Should -Be 'ann@contoso.com'
    }
    It 'says that MSOnline is retired' {
        Connect-MsolService -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike '*Connect-MgGraph*'
    }
    It 'exports what the lab has' {
        $manifest = Import-PowerShellDataFile (Get-Module ExchangeManagementShell -ListAvailable).Path
        $lacking = Get-LabCmdlet onprem | Where-Object name -NotIn $manifest.FunctionsToExport
        $lacking.name | Should -BeNullOrEmpty -Because 'write_manifests.ps1 writes the manifests anew'
    }
}

Describe 'a tool' {
    It 'sees nothing of the lab itself' {
        Get-LabCmdlet | Where-Object noun -Like 'Lab*' | Should -BeNullOrEmpty
        Get-Command Set-LabFirewall -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
    It 'may not ask what is armed' {
        $file = Microsoft.PowerShell.Management\Get-Content -Raw $env:FBLAB_READY_FILE | ConvertFrom-Json
        $file.PSObject.Properties.Name | Should -Not -Contain 'admin_token'
        $answer = Invoke-WebRequest "$($file.shell.url)/armed" -Headers @{ Authorization = "Bearer $($file.shell.token)" } -SkipHttpErrorCheck
        $answer.StatusCode | Should -Be 403
        $body = @{ at = 'onprem'; command = 'Get-LabFirewall'; objects = $true } | ConvertTo-Json
        $answer = Invoke-RestMethod "$($file.shell.url)/commands" -Method Post -Body $body -ContentType application/json -Headers @{
            Authorization = "Bearer $($file.shell.token)"
        }
        $answer.ok | Should -BeFalse
        $answer.error.category | Should -Be 'PermissionDenied'
        $answer.objects | Should -BeNullOrEmpty
    }
}
