"""Packs the seeds of all decoders in every way that gridctl unpacks: fuzz_seeds.py SEEDS FOLDER."""

import bz2
import gzip
import io
import lzma
import pathlib
import sys
import tarfile
import zipfile

seeds, folder = map(pathlib.Path, sys.argv[1:])
files = sorted(path for path in seeds.rglob("*") if path.is_file() and path.stat().st_size < 3000)[:6]
text = files[0].read_bytes()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


members = {f"{path.parent.name}/{path.name}": path.read_bytes() for path in files}
inner = {"in.zip": zipped(members), "in.csv.gz": gzip.compress(text, mtime=0)}
packed = {
    "gz": gzip.compress(text, mtime=0),
    "gz2": gzip.compress(text, mtime=0) * 2,
    "bz2": bz2.compress(text),
    "xz": lzma.compress(text),
    "zip": zipped(members),
    "tar": tarred(members),
    "tgz": gzip.compress(tarred(members), mtime=0),
    "txz": lzma.compress(tarred(members)),
    "nested.zip": zipped(inner),
    "nested.tar": tarred(inner),
    "xlsx": zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
    # One block, stored raw.
    "zst": b"\x28\xb5\x2f\xfd\x20" + bytes([len(text[:200])]) + (len(text[:200]) << 3 | 1).to_bytes(3, "little") + text[:200],
}
for name, content in packed.items():
    (folder / f"seed.{name}").write_bytes(content)
