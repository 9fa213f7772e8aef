using Workflows.Host.Account;
using Workflows.Host.Attachments;
using Workflows.Host.Audit;
using Workflows.Host.Calendar;
using Workflows.Host.Calls;
using Workflows.Host.Cases;
using Workflows.Host.Communities;
using Workflows.Host.Documents;
using Workflows.Host.Duties;
using Workflows.Host.Figures;
using Workflows.Host.Inbox;
using Workflows.Host.Jobs;
using Workflows.Host.Lists;
using Workflows.Host.Notices;
using Workflows.Host.Notifications;
using Workflows.Host.Organisations;
using Workflows.Host.Packages;
using Workflows.Host.Rankings;
using Workflows.Host.Running;
using Workflows.Host.Scans;
using Workflows.Host.Seals;
using Workflows.Host.Stuck;
using Workflows.Host.Verify;

namespace Workflows.Host.Api;

/// <summary>The whole API, slice by slice.</summary>
public static class AllApi
{
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").RequireAuthorization();
        api.MapAccount();
        api.MapOrganisations();
        api.MapCalendar();
        api.MapDocuments();
        api.MapDuties();
        api.MapCalls();
        api.MapCases();
        api.MapForms();
        api.MapCommunities();
        api.MapInbox();
        api.MapAttachments();
        api.MapSeals();
        api.MapLists();
        api.MapNotices();
        api.MapNotifications();
        api.MapRankings();
        api.MapPackages();
        api.MapAudit();
        api.MapFigures();
        api.MapPapers();
        api.MapStuck();
        api.MapOperations();
        api.MapScans();
        api.MapVerification();
    }
}
