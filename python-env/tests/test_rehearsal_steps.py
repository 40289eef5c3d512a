"""Buckets, batches and steps: the worked examples of upstream's own classes."""

import argparse
import unittest
from pathlib import Path
from typing import Any, Dict, List, Optional

from rehearsal_support import Place, Size, folder, quiet, silence

from rehearsal_core import buckets, dreambooth, steps
from rehearsal_core.dataset import Dataset, Image, prepare
from rehearsal_core.dataset_config import _DATASET_DEFAULTS, _SUBSET_DEFAULTS, DatasetSettings

MEANS = (
    (5, 0.7058005730831505),
    (20, 0.9176736040934909),
    (200, 0.9498069584168494),
    (1000, 0.9496980355972624),
)
"""Counts and numpy's mean of that many values: the last two differ from a plain sum."""
MIX = [(1024, 1024)] * 7 + [(832, 1216)] * 5 + [(1216, 832)] * 4 + [(1920, 1080)] * 3 + [(600, 800)] * 2


def dataset(sizes: List[Size], repeats: int, resolution: Size, **values: Any) -> Dataset:
    """A dataset of images of these sizes, in buckets."""
    given = dict(_DATASET_DEFAULTS, resolution=resolution, enable_bucket=True)
    given.update(values)
    made = prepare(DatasetSettings("dreambooth", given, []), True, quiet())
    for i, size in enumerate(sizes):
        made.register(Image(str(i), str(i), repeats, size))
    with silence():
        made.make_buckets(quiet())
    return made


def shown(made: Dataset) -> Dict[str, int]:
    return {"%dx%d" % bucket: count for bucket, count in made.counts.items()}


class BucketTest(unittest.TestCase):
    def test_lists_the_predefined_buckets(self) -> None:
        for reso, least, most, step, count, some in (
            ((512, 512), 256, 1024, 64, 17, [(256, 832), (448, 576), (512, 512), (1024, 256)]),
            ((1024, 1024), 256, 2048, 64, 41, [(256, 2048), (512, 1856), (512, 1920)]),
            ((1024, 1024), 512, 1536, 64, 21, [(704, 1408), (832, 1216), (1024, 1024)]),
            ((1024, 1024), 256, 1024, 64, 25, [(704, 1024), (1024, 704)]),
            ((768, 512), 256, 1024, 64, 19, [(576, 576), (768, 512)]),
            ((1024, 1024), 256, 2048, 32, 81, []),
            ((64, 64), 64, 128, 64, 1, [(64, 64)]),
            ((1000, 1000), 256, 1024, 64, 25, [(960, 960)]),
            ((512, 512), 320, 1024, 64, 9, []),
        ):
            listed = buckets.resolutions(reso, least, most, step)
            self.assertEqual(len(listed), count, (reso, least, most, step))
            self.assertLessEqual(set(some), set(listed))

    def test_chooses_a_bucket(self) -> None:
        listed = buckets.resolutions((1024, 1024), 256, 2048, 64)
        free = buckets.Buckets((1024, 1024), listed, False, 64)
        kept = buckets.Buckets((1024, 1024), [], True, 64)
        for size, up, resized, down, shrunk in (
            ((512, 512), (1024, 1024), (1024, 1024), (512, 512), (512, 512)),
            ((1920, 1080), (1344, 768), (1365, 768), (1344, 768), (1365, 768)),
            ((1080, 1920), (768, 1344), (768, 1365), (768, 1344), (768, 1365)),
            ((640, 480), (1152, 896), (1195, 896), (640, 448), (640, 480)),
            ((300, 200), (1216, 832), (1248, 832), (256, 192), (300, 200)),
            ((3000, 1000), (1728, 576), (1728, 576), (1728, 576), (1728, 576)),
            ((4000, 500), (2048, 256), (2048, 256), (2560, 320), (2560, 320)),
            ((1024, 1023), (1024, 1024), (1025, 1024), (1024, 960), (1024, 1023)),
        ):
            self.assertEqual(free.choose(*size)[:2], (up, resized), size)
            self.assertEqual(kept.choose(*size)[:2], (down, shrunk), size)
        with self.assertRaises(ZeroDivisionError):
            kept.choose(65, 63)

    def test_counts_the_first_worked_example(self) -> None:
        made = dataset(MIX, 3, (1024, 1024), batch_size=4)
        expected = {"704x1024": 15, "768x1024": 6, "1024x576": 9, "1024x704": 12, "1024x1024": 21}
        self.assertEqual(shown(made), expected)
        self.assertEqual(made.batches, 18)
        self.assertAlmostEqual((made.bucket_info or {})["mean_img_ar_error"], 0.002115209, 9)

    def test_counts_wider_limits_no_upscaling_and_no_buckets(self) -> None:
        wide = dataset(MIX, 3, (1024, 1024), batch_size=4, max_bucket_reso=2048)
        self.assertEqual((wide.batches, shown(wide)["1344x768"]), (18, 9))
        self.assertAlmostEqual((wide.bucket_info or {})["mean_img_ar_error"], 0.006613757, 9)
        kept = dataset(MIX, 3, (1024, 1024), batch_size=4, bucket_no_upscale=True)
        expected = {"576x768": 6, "832x1216": 15, "1024x1024": 21, "1216x832": 12, "1344x768": 9}
        self.assertEqual((kept.batches, shown(kept)), (18, expected))
        plain = dataset(MIX, 3, (1024, 1024), batch_size=4, enable_bucket=False)
        self.assertEqual((plain.batches, shown(plain)), (16, {"1024x1024": 63}))

    def test_counts_two_datasets(self) -> None:
        small = dataset(MIX, 1, (512, 512), batch_size=2)
        large = dataset(MIX, 1, (1024, 1024), batch_size=1, max_bucket_reso=2048)
        self.assertEqual((small.batches, large.batches), (12, 21))

    def test_fills_every_bucket_on_its_own(self) -> None:
        sizes = [(512 + 64 * i, 512) for i in range(10)]
        self.assertEqual(dataset(sizes, 10, (512, 512), batch_size=3).batches, 35)

    def test_refuses_limits_that_leave_the_resolution_out(self) -> None:
        with self.assertRaisesRegex(
            AssertionError, "^max_bucket_reso must be equal or greater than resolution /"
        ):
            dataset([(64, 64)], 1, (1280, 1280))

    def test_means_as_numpy_does(self) -> None:
        for count, mean in MEANS:
            self.assertEqual(buckets.mean([(i * 37 % 101) ** 0.5 / 7.0 for i in range(count)]), mean)


class SubsetTest(Place):
    def build(self, subsets: List[Dict[str, Any]], training: bool = True, **values: Any) -> Dataset:
        given = dict(_DATASET_DEFAULTS, enable_bucket=True, **values)
        filled = [dict(_SUBSET_DEFAULTS, custom_attributes={}, **each) for each in subsets]
        with silence():
            made = dreambooth.build(
                DatasetSettings("dreambooth", given, filled), training, "_sd.npz", quiet()
            )
            made.make_buckets(quiet())
        return made

    def test_balances_regularisation_images(self) -> None:
        train = folder(self.place / "train", [(512, 512)] * 5)
        reg = folder(self.place / "reg", [(768, 512)] * 4)

        def balanced(train_repeats: int, reg_repeats: int, batch: int) -> Dataset:
            subsets = [
                {"image_dir": train, "num_repeats": train_repeats},
                {"image_dir": reg, "num_repeats": reg_repeats, "is_reg": True},
            ]
            return self.build(subsets, resolution=(512, 512), batch_size=batch)

        def repeats(made: Dataset) -> List[int]:
            return [image.repeats for image in made.images.values() if image.path.startswith(reg)]

        first = balanced(3, 1, 4)
        self.assertEqual((repeats(first), shown(first)), ([4, 4, 4, 3], {"512x512": 15, "640x384": 15}))
        self.assertEqual((first.batches, first.num_train_images, first.num_reg_images), (8, 15, 4))
        second = balanced(1, 3, 2)
        self.assertEqual((repeats(second), second.batches, second.num_reg_images), ([3, 3], 6, 12))
        self.assertEqual(repeats(balanced(2, 2, 2)), [3, 3, 2, 2])

    def test_splits_for_validation(self) -> None:
        home = folder(self.place / "images", [(512, 512)] * 7)
        subset = [{"image_dir": home, "num_repeats": 4}]
        for share, train, train_batches, held, held_batches, both in (
            (0.25, 6, 12, 2, 1, 1),
            (0.1, 7, 14, 1, 1, 1),
            (0.5, 4, 8, 4, 2, 1),
            (0.07, 7, 14, 0, 0, 0),
        ):
            values = {
                "resolution": (512, 512),
                "batch_size": 2,
                "validation_split": share,
                "validation_seed": 1,
            }
            one, other = (self.build(subset, training, **values) for training in (True, False))
            self.assertEqual((len(one.images), one.batches), (train, train_batches), share)
            self.assertEqual((len(other.images), other.batches), (held, held_batches), share)
            self.assertEqual(len(set(one.images) & set(other.images)), both, share)

    def test_takes_sizes_from_the_names_of_caches(self) -> None:
        home = folder(self.place / "images", [(512, 512)] * 2)
        (Path(home) / "00_0640x0480_sd.npz").touch()
        made = self.build([{"image_dir": home}], resolution=(512, 512))
        self.assertEqual([image.size for image in made.images.values()], [(640, 480), (512, 512)])


def options(**given: Optional[int]) -> argparse.Namespace:
    values = {
        "initial_step": None,
        "initial_epoch": None,
        "skip_until_initial_step": False,
        "max_train_steps": 60,
    }
    return argparse.Namespace(**dict(values, **given))


class StepTest(unittest.TestCase):
    def test_counts_steps_of_epochs(self) -> None:
        for epochs, batches, processes, accumulation, expected in (
            (10, 18, 1, 1, 180),
            (10, 18, 1, 4, 50),
            (10, 18, 2, 4, 30),
            (3, 33, 1, 4, 27),
            (3, 100, 1, 8, 39),
            (10, 17, 1, 1, 170),
            (10, 17, 1, 4, 50),
            (10, 17, 2, 4, 30),
        ):
            found = steps.steps_of_epochs(epochs, batches, processes, accumulation)
            self.assertEqual(found, expected, (epochs, batches, processes, accumulation))

    def test_counts_epochs_of_steps(self) -> None:
        self.assertEqual(steps.Steps(17, 1, 1600).epochs, 95)
        self.assertEqual(
            (steps.Steps(9, 4, 1600).updates_per_epoch, steps.Steps(9, 4, 1600).epochs), (3, 534)
        )

    def test_starts_in_a_later_epoch_without_skipping(self) -> None:
        sizes = steps.Steps(10, 2, 60)
        self.assertEqual(steps.start(options(), sizes, 13), steps.Start(2, 0, 0, 0))

    def test_skips_to_the_initial_step(self) -> None:
        sizes = steps.Steps(10, 1, 60)
        skipping = options(skip_until_initial_step=True)
        self.assertEqual(steps.start(skipping, sizes, 24), steps.Start(2, 24, 24, 4))
        self.assertEqual(steps.start(skipping, sizes, 0), steps.Start(0, 0, 0, 0))

    def test_takes_the_initial_step_in_upstreams_order(self) -> None:
        sizes = steps.Steps(10, 4, 60)
        self.assertEqual(steps.initial_step(options(), sizes, 7), 7)
        self.assertEqual(steps.initial_step(options(initial_epoch=3), sizes, 7), 6)
        self.assertEqual(steps.initial_step(options(initial_epoch=3, initial_step=5), sizes, 7), 5)

    def test_refuses_to_start_at_the_end(self) -> None:
        with self.assertRaisesRegex(
            AssertionError, r"^max_train_steps should be greater than initial step .*: 6 vs 6$"
        ):
            steps.start(options(max_train_steps=6), steps.Steps(6, 1, 6), 6)

    def test_saves_at_a_ratio_of_the_epochs(self) -> None:
        args = argparse.Namespace(save_n_epoch_ratio=3, save_every_n_epochs=None)
        self.assertEqual([steps.save_every_n_epochs(args, epochs) for epochs in (10, 2)], [3, 1])


if __name__ == "__main__":
    unittest.main()
