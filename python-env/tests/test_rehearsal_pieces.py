"""Small pieces: image headers, PNG files, prompts, the loss."""

import math
import os
import struct
import tempfile
import unittest
import zlib
from pathlib import Path

from rehearsal_support import quiet  # noqa: F401  (puts the package on the path)

from rehearsal_core import image_size, loss, png, prompts


class SmallThingsTest(unittest.TestCase):
    def test_reads_sizes_from_headers(self) -> None:
        jpeg = (
            b"\xff\xd8\xff\xe0\0\x10"
            + b"J" * 14
            + b"\xff\xff\xc2\0\x11\x08"
            + struct.pack(">HH", 480, 640)
            + b"\3" * 10
        )
        riff = b"RIFF\0\0\0\0WEBP"
        for content, size in (
            (jpeg, (640, 480)),
            (riff + b"VP8 " + b"\0" * 10 + struct.pack("<HH", 0x4000 | 100, 200), (100, 200)),
            (riff + b"VP8L\0\0\0\0\x2f" + struct.pack("<I", 99 | 199 << 14) + b"\0" * 8, (100, 200)),
            (riff + b"VP8X" + b"\0" * 8 + b"\x63\0\0\xc7\0\0", (100, 200)),
            (b"BM" + b"\0" * 12 + struct.pack("<Iii", 40, 100, -200) + b"\0" * 8, (100, 200)),
            (b"BM" + b"\0" * 12 + struct.pack("<IHH", 12, 100, 200) + b"\0" * 8, (100, 200)),
            (b"GIF89a" + b"\0" * 30, None),
            (b"", None),
            (b"\xff\xd8\xff", None),
        ):
            with tempfile.NamedTemporaryFile(delete=False) as file:
                file.write(content)
            self.addCleanup(os.remove, file.name)
            self.assertEqual(image_size.read(file.name), size, content[:16])

    def test_writes_a_png_that_can_be_read(self) -> None:
        with tempfile.TemporaryDirectory() as home:
            path = os.path.join(home, "a.png")
            png.write(path, 96, 64, 3)
            self.assertEqual(image_size.read(path), (96, 64))
            content = Path(path).read_bytes()
            at = content.index(b"IDAT")
            length = struct.unpack(">I", content[at - 4 : at])[0]
            self.assertEqual(len(zlib.decompress(content[at + 4 : at + 4 + length])), 64 * (1 + 96 * 3))

    def test_reads_prompts(self) -> None:
        found = prompts.parse("a cat --w 512 --h 768 --d 7 --s 2000 --l 7.5 --n ugly, bad --ss euler")
        expected = {
            "prompt": "a cat",
            "width": 512,
            "height": 768,
            "seed": 7,
            "sample_steps": 1000,
            "scale": 7.5,
        }
        self.assertEqual(found, dict(expected, negative_prompt="ugly, bad", sample_sampler="euler"))

    def test_makes_a_loss_that_falls_and_repeats(self) -> None:
        one, same, other = (loss.Curve(seed, 0.1) for seed in (1, 1, 2))
        first = [one.next(False) for _ in range(2000)]
        self.assertEqual(first, [same.next(False) for _ in range(2000)])
        self.assertNotEqual(first[:5], [other.next(False) for _ in range(5)])
        self.assertLess(sum(first[-300:]), sum(first[:300]))

    def test_means_the_loss_over_one_epoch(self) -> None:
        recorder = loss.Recorder()
        for epoch, values in ((0, (4.0, 2.0)), (1, (1.0,))):
            for step, value in enumerate(values):
                recorder.add(epoch, step, value)
        self.assertEqual(recorder.mean, 1.5)
        recorder.add(1, 1, float("nan"))
        recorder.add(2, 1, 1.0)
        self.assertTrue(math.isnan(recorder.mean))


if __name__ == "__main__":
    unittest.main()
