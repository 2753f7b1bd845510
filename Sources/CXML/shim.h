#include <libxml/xmlversion.h>
// Debian's libxml2 pulls in the system's ICU, whose types clash with those of Foundation's own.
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
