package dev.lorabake.plan;

/**
 * What a subset does to its images and captions, as far as it decides which files matter.
 *
 * @param faceCrop whether {@code face_crop_aug_range} is set
 */
record Treatment(
    boolean flipped, boolean alphaMask, boolean infoCached, boolean faceCrop, float dropout) {}
