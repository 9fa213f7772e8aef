using Workflows.Host.Account;
using Workflows.Host.Attachments;
using Workflows.Host.Audit;
using Workflows.Host.Calls;
using Workflows.Host.Cases;
using Workflows.Host.Documents;
using Workflows.Host.Inbox;
using Workflows.Host.Lists;
using Workflows.Host.Organisations;
using Workflows.Host.Seals;

namespace Workflows.Host.Api;

/// <summary>The whole API, slice by slice.</summary>
public static class AllApi
{
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").RequireAuthorization();
        api.MapAccount();
        api.MapOrganisations();
        api.MapDocuments();
        api.MapCalls();
        api.MapCases();
        api.MapForms();
        api.MapInbox();
        api.MapAttachments();
        api.MapSeals();
        api.MapLists();
        api.MapAudit();
    }
}
