#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Keys are kept between labs: whoever reads them finds ordinary ones, and what cannot be trusted is refused.

kept_keys_test.py FBLAB"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

DOTNET = """using System; using System.IO; using System.Security.Cryptography;
foreach (var path in args) { using var key = RSA.Create(); key.ImportFromPem(File.ReadAllText(path));
  if (!key.VerifyData(new byte[9], key.SignData(new byte[9], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
      HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) throw new Exception(path); Console.WriteLine("good"); }
"""
PROJECT = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType>
<TargetFramework>net{}.0</TargetFramework></PropertyGroup></Project>"""
RSA_KEYS = {"onprem-auth", "exo-auth", "onprem-federation", "exo-federation", "token-service", "federation-gateway", "server"}


def start(fblab, cache, *options, command=("true",), **variables):
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), **variables}
    return subprocess.Popen([fblab, "exec", *options, "--", *command], env=environment, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(process):
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def two_at_once_agree(fblab, cache):
    for process in [start(fblab, cache) for _ in range(2)]:
        assert ended(process) == (0, ""), "a first start failed"
    first = contents(cache / "fblab")
    assert {name[:-4] for name in first if name.endswith(".key")} == RSA_KEYS, first.keys()
    assert ended(start(fblab, cache)) == (0, "")
    assert contents(cache / "fblab") == first, "a later start made keys"


def fresh_keys_are_new(fblab, cache):
    before = contents(cache / "fblab")
    assert ended(start(fblab, cache, "--fresh-keys")) == (0, "")
    after = contents(cache / "fblab")
    assert before.keys() == after.keys()
    assert all(before[name] != after[name] for name in before if name != "lock")


def others_are_kept_out(fblab, cache):
    (cache / "fblab").chmod(0o755)
    status, errors = ended(start(fblab, cache))
    assert status == 3 and "is open to others; say: chmod 700" in errors, (status, errors)
    (cache / "fblab").chmod(0o700)


def nothing_can_be_kept(fblab, cache):
    assert ended(start(fblab, "/proc/nowhere")) == (0, "")
    assert ended(start(fblab, "", HOME="/proc/nowhere")) == (0, "")


def openssl_checks_them(files):
    for path in files:
        said = subprocess.run(["openssl", "pkey", "-check", "-noout", "-in", path], text=True, capture_output=True, check=True)
        assert "Key is valid" in said.stdout, said.stdout


def cryptography_loads_them(files):
    try:
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError:
        print("NOT TESTED: python3-cryptography is not installed")
        return
    for path in files:
        key = load_pem_private_key(path.read_bytes(), None)
        assert key.key_size == 2048
        numbers = key.private_numbers()
        assert numbers.p * numbers.q == numbers.public_numbers.n, "not two primes"


def dotnet_loads_them(files, folder):
    dotnet = shutil.which("dotnet")
    version = dotnet and subprocess.run([dotnet, "--version"], text=True, capture_output=True, check=False).stdout
    if not version:
        print("NOT TESTED: there is no dotnet")
        return
    (folder / "keys.csproj").write_text(PROJECT.format(version.split(".", maxsplit=1)[0]), encoding="ascii")
    (folder / "Program.cs").write_text(DOTNET, encoding="ascii")
    environment = {**os.environ, "DOTNET_CLI_TELEMETRY_OPTOUT": "1", "DOTNET_CLI_HOME": str(folder), "HOME": str(folder)}
    built = subprocess.run([dotnet, "build", "-v", "q", "-o", folder / "out"], cwd=folder, env=environment, text=True,
                           capture_output=True, check=False)
    if built.returncode != 0:
        print(f"NOT TESTED: dotnet cannot build here: {built.stdout[-300:]}")
        return
    said = subprocess.run([dotnet, folder / "out/keys.dll", *files], env=environment, text=True, capture_output=True,
                          check=False)
    assert said.returncode == 0 and said.stdout.split() == ["good"] * len(files), said


def main():
    fblab = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="fblab-keys-") as name:
        cache = pathlib.Path(name) / "cache"
        project = pathlib.Path(name) / "dotnet"
        project.mkdir()
        two_at_once_agree(fblab, cache)
        files = sorted((cache / "fblab").glob("*.key"))
        openssl_checks_them(files)
        cryptography_loads_them(files)
        dotnet_loads_them(files, project)
        fresh_keys_are_new(fblab, cache)
        others_are_kept_out(fblab, cache)
        nothing_can_be_kept(fblab, cache)


if __name__ == "__main__":
    main()
