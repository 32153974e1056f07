/* sockleak: returns-socket */
int pool_get(const char *host);
int pool_put(int fd); // sockleak: owns(fd)
