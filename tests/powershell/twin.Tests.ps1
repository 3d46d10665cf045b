# SPDX-License-Identifier: MIT
# Every cmdlet and property that the diagnostic scripts of others read: twin.tsv has a line for each, with the command, the property (a
# path through members) and its type. A property whose value is nothing in a healthy lab has to be there all the same.

BeforeDiscovery {
    $rows = Get-Content (Join-Path $PSScriptRoot twin.tsv) | Where-Object { $_ -and $_ -notlike '#*' } | ForEach-Object {
        $fields = $_ -split "`t"
        @{ Command = $fields[0]; Property = $fields[1]; Type = $fields[2] }
    }
    $commands = $rows | Group-Object { $_.Command } | ForEach-Object { @{ Command = $_.Name; Properties = $_.Group } }
}

BeforeAll {
    Connect-ExchangeOnline -Prefix EO
    $script:types = @{
        string = { param($value) $value -is [string] }
        text = { param($value) "$value" -is [string] -and $value.GetType().Name -in 'LabValue', 'String' }
        bool = { param($value) $value -is [bool] }
        int = { param($value) $value -is [int] }
        uri = { param($value) $value -is [uri] }
        guid = { param($value) $value -is [guid] }
        date = { param($value) $value -is [datetime] }
        bytes = { param($value) $value -is [byte[]] }
        certificate = { param($value) $value -is [System.Security.Cryptography.X509Certificates.X509Certificate2] }
        list = { param($value) $value -is [System.Collections.IEnumerable] }
    }

    # Of an object, or of the first of a list, the member that the path leads to; what it leads through has to be there.
    function Get-Member2([object] $object, [string] $path) {
        $names = $path -split '\.'
        for ($i = 0; $i -lt $names.Count; $i++) {
            $object = @($object)[0]
            $member = $object.PSObject.Properties[$names[$i]]
            if (-not $member) { throw "$($names[$i]) is not there" }
            $object = $member.Value
            if ($null -eq $object) { break }
        }
        return , $object
    }
}

Describe '<Command>' -ForEach $commands {
    BeforeAll { $object = @(Invoke-Expression $Command)[0] }
    It 'gives an object' { $object | Should -Not -BeNullOrEmpty }
    It '<Property> is a <Type>' -ForEach $Properties {
        $value = Get-Member2 $object $Property
        if ($null -ne $value) { & $types[$Type] $value | Should -BeTrue -Because "it is $($value.GetType().Name)" }
    }
}

Describe 'what is no property' {
    It 'has no setting that is overridden' { Get-SettingOverride | Should -BeNullOrEmpty }
    It 'writes the steps of a relationship, with no -Verbose' {
        $lines = Test-OrganizationRelationship -Identity 'On-premises to O365*' -UserIdentity joe@contoso.com
        $lines[0] | Should -BeLike 'Begin testing for organization relationship On-premises to O365*'
        $lines[1] | Should -BeLike 'Exchange D-Auth Federation Authentication STS Client Identities are*'
        $lines[3] | Should -Be 'RESULT: Success.'
        $lines[16] | Should -BeLike 'No Significant Issues to Report'
    }
    It 'says which step fails, as an object' {
        $name = (Get-EOOrganizationRelationship 'O365 to On-premises*').Name
        Set-EOOrganizationRelationship $name -TargetApplicationUri wrong.contoso.com
        $result = Test-EOOrganizationRelationship -Identity $name -UserIdentity ann@contoso.com | Where-Object { $_ -isnot [string] }
        Set-EOOrganizationRelationship $name -TargetApplicationUri FYDIBOHF25SPDLT.contoso.com
        $result.Id, $result.Status | Should -Be 'ApplicationUrisDiffer', 'Error'
        $result.Description | Should -Not -BeNullOrEmpty
    }
    It 'finds objects by -Filter, with the variables of the caller, and as many as -ResultSize says' {
        $wanted = '*@contoso.mail.onmicrosoft.com'
        $found = Get-Mailbox -ResultSize 2 -Filter 'EmailAddresses -like $wanted -and HiddenFromAddressListsEnabled -eq $false'
        $found.Alias | Should -Be 'joe', 'kim'
        @(Get-Mailbox -ResultSize 1).Count | Should -Be 1
    }
    It 'finds objects by their other names' {
        $mailbox = Get-Mailbox joe
        foreach ($name in $mailbox.Guid, $mailbox.DistinguishedName, $mailbox.Identity, $mailbox.Alias, $mailbox.PrimarySmtpAddress) {
            (Get-Mailbox $name).Alias | Should -Be 'joe'
        }
    }
}
