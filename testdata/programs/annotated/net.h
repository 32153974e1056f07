int net_dial(const char *host); // sockleak: returns-socket
// sockleak: closes(1)
void net_end(int fd);
// sockleak: keeps(1)
int net_watch(int fd);
