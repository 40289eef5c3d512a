/** Tests of the plan against figures that upstream's own classes gave. */
@NullMarked
package dev.lorabake.plan;

import org.jspecify.annotations.NullMarked;
