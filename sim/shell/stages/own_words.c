/* SPDX-License-Identifier: MIT */
/* The table of PowerShell's own words. */
#include "own_words.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

enum { LONGEST_SHOWN = 40 };

static const struct row {
    const char *name;
    enum own_word word;
} rows[] = {
    {"?", OWN_WHERE},
    {"where", OWN_WHERE},
    {"Where-Object", OWN_WHERE},
    {"fl", OWN_LIST},
    {"Format-List", OWN_LIST},
    {"ft", OWN_TABLE},
    {"Format-Table", OWN_TABLE},
    {"select", OWN_SELECT},
    {"Select-Object", OWN_SELECT},
    {"%", OWN_EACH},
    {"foreach", OWN_EACH},
    {"ForEach-Object", OWN_EACH},
    {"sort", OWN_SORT},
    {"Sort-Object", OWN_SORT},
    {"measure", OWN_MEASURE},
    {"Measure-Object", OWN_MEASURE},
    {"Out-String", OWN_STRING},
    {"Out-Host", OWN_STRING},
    {"oh", OWN_STRING},
    {"more", OWN_STRING},
    {"Out-Default", OWN_STRING},
    {"Out-Null", OWN_NULL},
    {"ConvertTo-Csv", OWN_CSV},
    {"ConvertTo-Json", OWN_JSON},
    {"Get-Member", OWN_MEMBERS},
    {"gm", OWN_MEMBERS},
    {"Export-Csv", OWN_FILE},
    {"epcsv", OWN_FILE},
    {"Out-File", OWN_FILE},
    {"Export-Clixml", OWN_LACKING},
    {"ConvertTo-Html", OWN_LACKING},
    {"ConvertTo-Xml", OWN_LACKING},
    {"ConvertFrom-Json", OWN_LACKING},
    {"Import-Csv", OWN_LACKING},
    {"Import-Clixml", OWN_LACKING},
    {"Import-PSSession", OWN_LACKING},
    {"Invoke-Command", OWN_LACKING},
    {"Invoke-Expression", OWN_LACKING},
    {"iex", OWN_LACKING},
    {"Invoke-WebRequest", OWN_LACKING},
    {"iwr", OWN_LACKING},
    {"Invoke-RestMethod", OWN_LACKING},
    {"irm", OWN_LACKING},
    {"group", OWN_LACKING},
    {"Group-Object", OWN_LACKING},
    {"Compare-Object", OWN_LACKING},
    {"compare", OWN_LACKING},
    {"diff", OWN_LACKING},
    {"Tee-Object", OWN_LACKING},
    {"tee", OWN_LACKING},
    {"Format-Wide", OWN_LACKING},
    {"fw", OWN_LACKING},
    {"Format-Custom", OWN_LACKING},
    {"Out-GridView", OWN_LACKING},
    {"ogv", OWN_LACKING},
    {"clip", OWN_LACKING},
    {"Set-Clipboard", OWN_LACKING},
    {"Select-Xml", OWN_LACKING},
    {"findstr", OWN_LACKING},
    {"Write-Host", OWN_LACKING},
    {"Write-Output", OWN_LACKING},
    {"echo", OWN_LACKING},
    {"Start-Transcript", OWN_LACKING},
    {"Stop-Transcript", OWN_LACKING},
    {"Start-Sleep", OWN_LACKING},
    {"Measure-Command", OWN_LACKING},
    {"Get-Variable", OWN_LACKING},
    {"Set-Variable", OWN_LACKING},
    {"New-Object", OWN_LACKING},
    {"New-PSSession", OWN_LACKING},
    {"Get-Module", OWN_LACKING},
    {"Get-Process", OWN_LACKING},
    {"Get-History", OWN_LACKING},
    {"Read-Host", OWN_LACKING},
    {"Test-Path", OWN_LACKING},
    {"Get-Item", OWN_LACKING},
    {"if", OWN_LACKING},
    {"while", OWN_LACKING},
    {"do", OWN_LACKING},
    {"for", OWN_LACKING},
    {"switch", OWN_LACKING},
    {"try", OWN_LACKING},
    {"function", OWN_LACKING},
    {"filter", OWN_LACKING},
    {"param", OWN_LACKING},
    {"return", OWN_LACKING},
    {"throw", OWN_LACKING},
};

static size_t word_length(const char *text)
{
    return strcspn(text, " \t\r\n{(|;,$'\"");
}

enum own_word own_word_find(const char *text)
{
    const size_t length = word_length(text);

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (strlen(rows[i].name) == length && text_starts(text, rows[i].name))
            return rows[i].word;
    return OWN_NONE;
}

const char *own_word_name(size_t index)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (rows[i].word != OWN_LACKING && index-- == 0)
            return rows[i].name;
    return NULL;
}

bool own_word_refuse(const char *text, struct error *error)
{
    const size_t length = word_length(text);
    const size_t shown = length > 0 ? length : strcspn(text, " \t\r\n");

    return error_set(error, "%.*s is PowerShell's own, and this shell has not got it: fblab pwsh has.",
                     (int)(shown < LONGEST_SHOWN ? shown : LONGEST_SHOWN), text);
}
