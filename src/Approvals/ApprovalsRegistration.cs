using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using System.Security.Cryptography;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Audit.Log;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Communities;
using Workflows.Approvals.Duties;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Organisations.Areas;
using Workflows.Approvals.Packages;
using Workflows.Approvals.Rankings;
using Workflows.Approvals.Seals;
using Workflows.Approvals.Statistics;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals;

public static class ApprovalsRegistration
{
    /// <summary>Registers the verbs of the domain. The database comes from Persistence; clock and randomness can be replaced before.</summary>
    public static IServiceCollection AddApprovals(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RandomNumber>(RandomNumberGenerator.GetInt32);
        services.TryAddSingleton<IdSource>();
        services.TryAddSingleton(_ => WorkingDays.Shipped());

        services.AddScoped<PendingRefusal>().AddScoped<ChangeCalendar>();
        services.AddScoped<CurrentActor>().AddScoped<CurrentActivity>().AddScoped<AuditTrail>().AddScoped<VerifyAudit>().AddScoped<EraseWords>().AddScoped<ReadTree>().AddScoped<AppendToLog>().AddScoped<Numbers>();
        services.AddScoped<Parties>().AddScoped<CentreParties>().AddScoped<FindParty>().AddScoped<ImportAreas>();
        services.AddScoped<StartCase>().AddScoped<ChooseRoute>().AddScoped<SubmitForm>().AddScoped<SaveDraft>().AddScoped<ChangeCaseStatus>().AddScoped<RemoveFromPool>();
        services.AddScoped<WriteOpinion>().AddScoped<SkipBlock>().AddScoped<SignBlock>().AddScoped<AffixSeal>().AddScoped<RequestPaper>().AddScoped<SealList>().AddScoped<SecondFactor>().AddScoped<VoidSealsAndOpinions>();
        services.AddScoped<RegisterMaterials>().AddScoped<FormContexts>().AddScoped<ComputeValues>();
        services.AddScoped<SendCopies>().AddScoped<RecommendCase>().AddScoped<VoidBlock>().AddScoped<AssignExperts>().AddScoped<ScoreCases>();
        services.AddScoped<CloseCall>().AddScoped<RemindUnits>().AddScoped<DraftList>().AddScoped<DecideOnList>().AddScoped<FileList>().AddScoped<AnnounceList>().AddScoped<ReviseList>().AddScoped<HoldNotice>().AddScoped<RaiseObjection>().AddScoped<EnterObjection>();
        services.AddScoped<CheckNotice>().AddScoped<NumberDocument>().AddScoped<VoidDocument>().AddScoped<ReleaseDocument>().AddScoped<AskReceipts>().AddScoped<SignReceipt>().AddScoped<BeginForward>().AddScoped<OpenByDocument>().AddScoped<RulesOfCall>();
        services.AddScoped<OpenCase>().AddScoped<AssignDuty>().AddScoped<ReportProgress>().AddScoped<Recipients>();
        services.AddScoped<FormCommunity>().AddScoped<LeadCommunity>().AddScoped<JoinCommunity>().AddScoped<LeaveScope>().AddScoped<CycleDates>().AddScoped<CountMinima>().AddScoped<AnnounceExit>();
        services.AddScoped<CallForGathering>().AddScoped<TakeAttendance>().AddScoped<AskLeave>().AddScoped<JudgeAbsences>();
        services.AddScoped<ReadDecider>().AddScoped<OpenWorkItem>().AddScoped<CloseWorkItem>().AddScoped<ClaimWorkItem>().AddScoped<ReleaseWorkItem>().AddScoped<ReturnClaims>().AddScoped<RemindWorkItem>().AddScoped<EscalateWorkItem>();
        services.AddScoped<TakingBack>().AddScoped<TransferWorkItem>().AddScoped<AskBeside>().AddScoped<SeeWorkItem>().AddScoped<ReturnCase>().AddScoped<AppointSubstitute>().AddScoped<HandOverWork>();
        services.AddScoped<ReadInbox>().AddScoped<CountInbox>().AddScoped<FindHolders>().AddScoped<ReadFinished>();
        services.AddScoped<DraftRanking>().AddScoped<MoveInRanking>().AddScoped<RecuseFromCase>().AddScoped<DecideRanking>().AddScoped<FinishRanking>();
        services.AddScoped<RollUp>().AddScoped<PackageParts>().AddScoped<BuildBrandSummary>().AddScoped<AdoptStatistics>().AddScoped<CountNationally>().AddScoped<RegisterUpload>();
        services.AddScoped<FindReaders>().AddScoped<EndOrganisation>().AddScoped<RenameOrganisation>();
        return services;
    }
}
