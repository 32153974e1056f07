int main(int argc, char **argv)
{
    struct sockaddr_in addr = { 0 };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return 1;
    if (connect(fd, (struct sockaddr *)&addr, sizeof(addr)) < 0)
        return 1; //~ note socket-leak
    close(fd);
    return 0;
}
