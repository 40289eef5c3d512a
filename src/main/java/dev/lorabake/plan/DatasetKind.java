package dev.lorabake.plan;

/** Which of upstream's dataset classes loads a block: its subsets decide. */
enum DatasetKind {
  /** Folders of images with caption files; regularisation and validation are possible. */
  DREAMBOOTH,
  /** A metadata file names the images. */
  METADATA,
  /** Every subset has a {@code conditioning_data_dir} of masks. */
  MASKED
}
