import { PageHeader } from '#src/components/PageHeader.tsx'
import { ServiceCount } from '#src/features/services/ServiceCount.tsx'
import { ServicesPanel } from '#src/features/services/ServicesPanel.tsx'

export const ServicesPage = () => (
  <>
    <title>Services · Agent Console</title>
    <PageHeader title="Services" count={<ServiceCount />} />
    <ServicesPanel />
  </>
)
