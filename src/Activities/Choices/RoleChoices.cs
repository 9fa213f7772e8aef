using Workflows.Approvals.Organisations;

namespace Workflows.Activities.Choices;

/// <summary>The roles of the seats that work can go to.</summary>
public sealed class RoleChoices : DropDownOptionsProviderBase
{
    private static readonly Dictionary<SeatRole, string> Words = new()
    {
        [SeatRole.Handler] = "经办人",
        [SeatRole.Reviewer] = "审核人",
        [SeatRole.Head] = "负责人",
        [SeatRole.SealCustodian] = "印章管理员",
        [SeatRole.ReceivingClerk] = "收文员",
        [SeatRole.ContactPerson] = "联系人",
        [SeatRole.Expert] = "专家",
        [SeatRole.ProjectGroupHead] = "项目组负责人",
        [SeatRole.WorkGroupOfficer] = "工作组人员",
        [SeatRole.CaeaRegistrar] = "备案登记人",
        [SeatRole.CaeaPublisher] = "公布人",
        [SeatRole.MinistryReviewer] = "教育部审核人",
        [SeatRole.MinistryPublisher] = "教育部发布人",
    };

    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
        new([.. Words.Select(w => new SelectListItem(w.Value, char.ToLowerInvariant(w.Key.ToString()[0]) + w.Key.ToString()[1..]))]);
}
