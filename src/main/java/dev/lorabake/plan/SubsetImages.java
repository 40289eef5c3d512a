package dev.lorabake.plan;

import java.util.List;

/** A subset with its images, in upstream's order. */
record SubsetImages(SubsetSpec spec, List<SourceImage> images) {}
