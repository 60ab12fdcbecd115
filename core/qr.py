"""QR codes, made in one place: error correction M, a quiet zone of four modules, black on white (ux P5)."""

from __future__ import annotations

import base64
import io

import segno

QUIET_ZONE = 4


def qr_png(address: str, *, pixels: int) -> bytes:
    """The address as a square PNG of whole modules, at least `pixels` wide, quiet zone included."""
    code = segno.make(address, error="m", boost_error=False, micro=False)
    modules = code.symbol_size(border=QUIET_ZONE)[0]
    out = io.BytesIO()
    code.save(out, kind="png", border=QUIET_ZONE, scale=-(-pixels // modules))
    return out.getvalue()


def qr_data_uri(address: str, *, pixels: int) -> str:
    """The same picture inside the page: what is printed or refreshed needs no second request."""
    picture = base64.b64encode(qr_png(address, pixels=pixels)).decode("ascii")
    return f"data:image/png;base64,{picture}"
