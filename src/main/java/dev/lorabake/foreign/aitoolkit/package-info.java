/** Reads ai-toolkit's jobs. Facts are those of its repository at 27a03a91 (August 2026). */
@NullMarked
package dev.lorabake.foreign.aitoolkit;

import org.jspecify.annotations.NullMarked;
