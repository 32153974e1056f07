int trace_close(int fd, int line);
#ifndef TRACE_ITSELF
#define net_close(fd) trace_close((fd), __LINE__)
#endif
