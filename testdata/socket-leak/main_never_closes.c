/* A program that leaves its only socket to the kernel, on every way out. */
int main(int argc, char **argv)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return 1;
    if (connect(s, address(argv), 16) < 0)
        return 2;
    send(s, "hello", 5, 0);
    return 0;
}
