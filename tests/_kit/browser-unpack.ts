// A worker thread, so that the settings which @sparticuz/chromium reads from the environment when it is
// imported, and the LD_LIBRARY_PATH it writes there, stay out of the tests' own process (and out of the
// database and servers they start). It also dies with that process, so nothing goes on unpacking.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
