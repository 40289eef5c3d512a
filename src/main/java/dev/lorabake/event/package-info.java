/** What a run tells: one record a kind of event, no I/O and no library. */
@NullMarked
package dev.lorabake.event;

import org.jspecify.annotations.NullMarked;
