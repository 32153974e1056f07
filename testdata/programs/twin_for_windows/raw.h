#ifdef _WIN32
#include <winsock2.h>
#endif
int raw_send(int fd, const void *buf, int len);
