// An arm whose condition an earlier one has is never built.
int number_of_interfaces(void)
{
#if defined(__linux__)
    return 0;
#elif defined(__GNU__)
    return 1;
#elif defined(__linux__)
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    if (ioctl(s, SIOCGIFCONF, &conf) == -1)
        return -1;
    return count(&conf);
#endif
}
