/*
 * Imported by the layout so that all pages share two or three style sheets, fetched once, instead
 * of a dozen tiny ones in a different mix on every page: on a weak link each request costs more
 * than the few hundred bytes it saves.
 */
import './CallStrip.astro';
import './Contents.astro';
import './Drawing.astro';
import './EntryHeader.astro';
import './EntryList.astro';
import './LegalBasis.astro';
import './Lesson.astro';
import './ReviewLine.astro';
import './Sources.astro';
import './SummaryCard.astro';
