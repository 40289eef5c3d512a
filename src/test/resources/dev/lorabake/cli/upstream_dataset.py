"""Times what sd-scripts does with a dataset config before it loads a model.

usage: upstream_dataset.py SD_SCRIPTS DATASET.toml

Imports the SDXL trainer, builds its data sets and buckets as the trainer does, and prints the
seconds of both and of the processor.
"""

import os
import sys
import time

begun = time.perf_counter()
checkout, dataset = os.path.abspath(sys.argv[1]), sys.argv[2]
sys.path.insert(0, checkout)
import sdxl_train_network  # noqa: E402
from library import config_util, strategy_base, train_util  # noqa: E402

imported = time.perf_counter()
args = sdxl_train_network.setup_parser().parse_args(["--dataset_config", dataset, "--cache_latents"])
train_util.prepare_dataset_args(args, True)
trainer = sdxl_train_network.SdxlNetworkTrainer()
strategy_base.LatentsCachingStrategy.set_strategy(trainer.get_latents_caching_strategy(args))
generator = config_util.BlueprintGenerator(config_util.ConfigSanitizer(True, True, False, True))
blueprint = generator.generate(config_util.load_user_config(dataset), args)
group, _ = config_util.generate_dataset_group_by_blueprint(blueprint.dataset_group)
done = time.perf_counter()
used = os.times()
print(
    "%d images: imports %.2f s, data set %.2f s, together %.2f s; processor %.2f s"
    % (group.num_train_images, imported - begun, done - imported, done - begun, used.user + used.system)
)
