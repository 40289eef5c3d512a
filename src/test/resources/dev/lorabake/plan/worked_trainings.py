"""Everyday trainings with their words, for the page of worked cases."""

SQUARE = [[20, 1024, 1024]]
PHOTOS = [[7, 1024, 1024], [5, 832, 1216], [4, 1216, 832], [3, 1920, 1080], [2, 600, 800]]
PHONE = [[9, 3024, 4032], [6, 4032, 3024], [3, 1080, 1920], [2, 2000, 2000], [1, 1170, 2532], [1, 2532, 1170]]
FEW = [[7, 512, 512]]
CLASS = [[30, 1024, 1024]]


def subset(folder, repeats, reg=False):
    return {"image_dir": folder, "num_repeats": repeats, **({"is_reg": True} if reg else {})}


def dataset(batch, *subsets, resolution=1024):
    return {"batch_size": batch, "resolution": resolution, "subsets": list(subsets)}


def case(words, datasets, epochs=10, processes=1, earlier=None, state=None, buckets=True, **options):
    sets = {"square": SQUARE, "photos": PHOTOS, "phone": PHONE, "few": FEW, "class": CLASS, "class-few": [[10, 1024, 1024]]}
    used = {part["image_dir"] for block in datasets for part in block["subsets"]}
    common = {
        "resolution": "1024",
        "enable_bucket": buckets,
        "max_bucket_reso": 2048,
        "seed": 1,
        "gradient_accumulation_steps": 1,
        "max_train_epochs": epochs,
        "learning_rate": 0.001,
        "output_name": "cat",
        "output_dir": "out",
    }
    common.update(options)
    return {
        "words": words,
        "processes": processes,
        "folders": {name: [list(size[1:]) for size in sets[name] for _ in range(size[0])] for name in sorted(used)},
        "datasets": datasets,
        "options": common,
        "earlier": earlier and dict(common, save_state=True, **earlier),
        "resumed": state,
    }


PLAIN = [dataset(4, subset("photos", 3))]
WORKED = [
    case("20 square images x 5, batch size 1", [dataset(1, subset("square", 5))], buckets=False),
    case("20 square images x 5, batch size 3", [dataset(3, subset("square", 5))], buckets=False),
    case("21 photos of five sizes x 3, batch size 4, no buckets", PLAIN, buckets=False),
    case("21 photos of five sizes x 3, batch size 4, buckets", PLAIN),
    case("the same, batch size 8", [dataset(8, subset("photos", 3))]),
    case("22 phone pictures x 2 in buckets, batch size 4", [dataset(4, subset("phone", 2))]),
    case(
        "21 photos at 512 with batch size 4, and again at 1024 with batch size 2, x 2 each",
        [dataset(4, subset("photos", 2), resolution=512), dataset(2, subset("photos", 2))],
    ),
    case(
        "20 square images x 4 and 22 phone pictures x 1 in one dataset, batch size 4",
        [dataset(4, subset("square", 4), subset("phone", 1))],
    ),
    case(
        "20 square images x 4 and 30 regularisation images, batch size 4",
        [dataset(4, subset("square", 4), subset("class", 1, True))],
    ),
    case(
        "21 photos x 1 and 10 square regularisation images, batch size 4",
        [dataset(4, subset("photos", 1), subset("class-few", 1, True))],
    ),
    case("21 photos x 3, batch size 4, validation_split 0.1", PLAIN, validation_split=0.1, validation_seed=1),
    case(
        "7 images x 4, batch size 2, validation_split 0.25",
        [dataset(2, subset("few", 4), resolution=512)],
        validation_split=0.25,
        validation_seed=1,
    ),
    case("21 photos x 3, batch size 4, gradient accumulation 4", PLAIN, gradient_accumulation_steps=4),
    case("20 square images x 1, batch size 4, gradient accumulation 8", [dataset(4, subset("square", 1))], gradient_accumulation_steps=8),
    case("21 photos x 3, batch size 4, 2 processes", PLAIN, processes=2),
    case("21 photos x 3, batch size 4, 2 processes, gradient accumulation 4", PLAIN, processes=2, gradient_accumulation_steps=4),
    case("22 phone pictures x 2, batch size 4, 3 processes", [dataset(4, subset("phone", 2))], processes=3),
    case(
        "21 photos x 3, batch size 4, resumed from the end of epoch 5",
        PLAIN,
        earlier={"save_every_n_epochs": 5},
        state="cat-000005-state",
    ),
    case(
        "the same, resumed from step 100 within epoch 6",
        PLAIN,
        earlier={"save_every_n_steps": 100},
        state="cat-step00000100-state",
    ),
    case(
        "the same with skip_until_initial_step",
        PLAIN,
        earlier={"save_every_n_steps": 100},
        state="cat-step00000100-state",
        skip_until_initial_step=True,
    ),
    case(
        "the same with gradient accumulation 2, resumed from step 50",
        PLAIN,
        earlier={"save_every_n_steps": 50},
        state="cat-step00000050-state",
        skip_until_initial_step=True,
        gradient_accumulation_steps=2,
    ),
]
