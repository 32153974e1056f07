int read_full(int fd, char *buf, int size);
