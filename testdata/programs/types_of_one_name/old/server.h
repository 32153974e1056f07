struct server {
    int listen_fd;
    int wake[2];
};
