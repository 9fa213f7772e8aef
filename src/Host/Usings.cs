// A way of submission, not an address of the web framework.
global using Route = Workflows.Approvals.Calls.Route;

// Somebody's account; Workflows.Host.Account is the folder of signing in.
global using UserAccount = Workflows.Approvals.Organisations.Account;
