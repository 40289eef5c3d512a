/** A recipe's images: subsets, captions, buckets, and the files that are not as they should be. */
@NullMarked
package dev.lorabake.tui.dataset;

import org.jspecify.annotations.NullMarked;
