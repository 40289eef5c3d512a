/** What will happen, computed before it does: steps, buckets, checkpoints, memory, disk. */
@NullMarked
package dev.lorabake.plan;

import org.jspecify.annotations.NullMarked;
